// The wasm file itself, for bundlers that turn such an import into a URL.
declare const url: string;
export default url;
