// Importing this file makes `<kaspi-checkout>` known to the page.
export {};
