import "kaspi-checkout/define";
