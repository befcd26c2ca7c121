declare const integrity: string;
export default integrity;
