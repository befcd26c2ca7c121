// Node 20 or newer: node status.js
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

/** Stands for your database: the file payments/<id> holds the status and Antom's paymentId. */
async function findPayment(id) {
  const text = await readFile(`payments/${id}`, "utf8").catch(() => undefined);
  const [status, paymentId] = text?.trim().split(" ") ?? [];
  return status && { status, paymentId };
}

createServer(async (request, response) => {
  const [, id] = /^\/payments\/(\d+)\/status$/.exec(request.url) ?? [];
  // Here you also check that the payment belongs to the buyer of this session.
  const payment = id && (await findPayment(id));
  response.writeHead(payment ? 200 : 404, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(payment ? { ...payment, serverTime: new Date().toISOString() } : {}));
}).listen(process.env.PORT ?? 8000, "127.0.0.1");
