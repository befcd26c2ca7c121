// The payment element shows the code; asking is left to the page, which does it as the hand-written one does.
import { init } from "@getalby/bitcoin-connect";

init({ appName: "Bench" });

async function ask() {
  try {
    const answer = await fetch("/api/status", { cache: "no-store" });
    const { status } = await answer.json();
    if (status === "SUCCESS") {
      location.assign("/result");
      return;
    }
  } catch {
    // The next question may fare better.
  }
  setTimeout(ask, 2_000);
}
ask();
