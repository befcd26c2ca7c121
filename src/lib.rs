//! Takes a Kaspi payment made through Antom in the buyer's browser.
