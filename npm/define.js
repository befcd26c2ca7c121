import { defineKaspiCheckout } from "./index.js";

defineKaspiCheckout();
