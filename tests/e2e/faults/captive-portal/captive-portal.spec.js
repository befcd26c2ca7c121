import { success } from "../../support/answers.js";
import { Merchant } from "../../support/merchant.js";
import { expect, test } from "../../support/test.js";

test("a captive portal: its page is no status, and behind it the payment is found", async ({ merchant, story }) => {
  const portal = await new Merchant().open();
  portal.paths["/login"] = (exchange) => exchange.send(200, "text/html", "<h1>Welcome to our network</h1>");
  merchant.policy = merchant.policy.replace("connect-src 'self'", "connect-src *");
  const tab = await story.open();
  merchant.paths["/status"] = (exchange) => exchange.send(302, "text/html", "", { location: `${portal.origin}/login` });

  await story.until(() => tab.card.connection.isVisible());
  await expect(tab.card.code).toBeVisible();
  expect(portal.visits).toContain("/login");
  expect(tab.codes).toEqual(["status-network"]);

  delete merchant.paths["/status"];
  merchant.status = () => success;
  await story.until(() => merchant.results > 0);
  await portal.close();
});
