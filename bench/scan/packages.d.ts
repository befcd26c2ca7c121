// What the scan uses of packages that are installed for it alone, so that it is type-checked before they are there.

declare module "qrcode" {
  const QRCode: { toDataURL(text: string): Promise<string> };
  export default QRCode;
}

declare module "qrcode-generator" {
  interface Code {
    addData(text: string): void;
    make(): void;
    getModuleCount(): number;
    isDark(row: number, column: number): boolean;
  }
  export default function generator(version: number, level: "L" | "M" | "Q" | "H"): Code;
}

declare module "zxing-wasm/reader" {
  export function prepareZXingModule(options: {
    overrides: { wasmBinary: ArrayBuffer };
    fireImmediately: true;
  }): Promise<unknown>;
  export function readBarcodes(
    image: { width: number; height: number; data: Uint8ClampedArray },
    options: { formats: ["QRCode"]; tryHarder: boolean },
  ): Promise<{ text: string }[]>;
}

declare module "*/appkit-ui/dist/esm/src/utils/QrCode.js" {
  interface Template {
    strings: readonly string[];
    values: unknown[];
  }
  export const QrCodeUtil: { generate(options: { uri: string; size: number; logoSize: number }): Template[] };
}
