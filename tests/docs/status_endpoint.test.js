// Each example of a status endpoint is run, asked, and its answer held against the OpenAPI file.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { freePort, listening } from "../support/port.js";

const EXAMPLES = resolve("docs/status-endpoint");
const { components } = JSON.parse(await readFile(join(EXAMPLES, "openapi.json"), "utf8"));
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false });
// What an OpenAPI file holds besides schemas.
ajv.addVocabulary(["components"]);
ajv.addSchema({ $id: "openapi", components }, "openapi");
const isStatus = /** @type {import("ajv").ValidateFunction} */ (ajv.getSchema("openapi#/components/schemas/Status"));

test("the schema knows a status from something else", () => {
  for (const good of [{ status: "PENDING" }, { paymentStatus: "SUCCESS", result: {} }]) assert.ok(isStatus(good));
  for (const bad of [{}, { status: "paid" }, { status: "SUCCESS", pollAfterMs: 1 }]) assert.ok(!isStatus(bad));
});

for (const [file, command] of /** @type {[string, (port: number) => string[]][]} */ ([
  ["status.js", () => ["node"]],
  ["status.py", () => ["python3"]],
  ["status.php", (port) => ["php", "-S", `127.0.0.1:${port}`]],
  ["status.go", () => ["go", "run"]],
  ["Status.java", () => ["java"]],
])) {
  test(`${file} tells the status of a payment, and of no other`, async (context) => {
    const folder = await mkdtemp(join(tmpdir(), "status-endpoint-"));
    await mkdir(join(folder, "payments"));
    const tell = (/** @type {string} */ status) => writeFile(join(folder, "payments/42"), `${status} 2026012619\n`);
    await tell("PROCESSING");

    const port = await freePort();
    const [program = "", ...words] = command(port);
    const env = { ...process.env, PORT: String(port), GO111MODULE: "off", GOFLAGS: "" };
    const options = { cwd: folder, env, detached: true };
    const server = spawn(program, [...words, join(EXAMPLES, file)], { ...options, stdio: "ignore" });
    const exited = once(server, "exit");
    context.after(async () => {
      // `go run` starts a program of its own, in the same group.
      if (server.exitCode === null) process.kill(-(/** @type {number} */ (server.pid)), "SIGKILL");
      await exited;
      await rm(folder, { recursive: true });
    });
    await listening(port, server);

    for (const status of ["PROCESSING", "SUCCESS"]) {
      await tell(status);
      const { stdout } = await promisify(execFile)("sh", [join(EXAMPLES, "status.sh")], {
        env: { ...process.env, SHOP: `http://127.0.0.1:${port}` },
      });
      const answer = JSON.parse(stdout);
      assert.ok(isStatus(answer), ajv.errorsText(isStatus.errors));
      assert.deepEqual([answer.status, answer.paymentId], [status, "2026012619"]);
      assert.ok(Math.abs(Date.parse(answer.serverTime) - Date.now()) < 60_000);
    }
    const answer = await fetch(`http://127.0.0.1:${port}/payments/42/status`);
    assert.equal(answer.headers.get("cache-control"), "no-store");
    assert.match(answer.headers.get("content-type") ?? "", /^application\/json/);
    for (const other of ["/payments/43/status", "/payments/../payments/42", "/payments/x/status"]) {
      assert.equal((await fetch(`http://127.0.0.1:${port}${other}`)).status, 404);
    }
  });
}
