// Replaced by the build of the file for the script tag.
declare const WASM_FILE: string;
declare const FALLBACK_FILE: string;
declare const FALLBACK_INTEGRITY: string;
