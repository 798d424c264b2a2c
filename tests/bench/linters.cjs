// Reads {"texts": […], "warm": n} from standard input, lints every text with write-good and with textlint, each warm,
// and prints the seconds of every text behind the first n as JSON.
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");
const path = require("node:path");
const installed = createRequire(path.join(process.cwd(), "package.json"));

const RULES = ["write-good", "terminology", "common-misspellings", "stop-words"];

async function timed(texts, warm, lint) {
  const seconds = [];
  for (const [number, text] of texts.entries()) {
    const begun = process.hrtime.bigint();
    await lint(text);
    if (number >= warm) seconds.push(Number(process.hrtime.bigint() - begun) / 1e9);
  }
  return seconds;
}

async function textlint() {
  const load = (name) => import(pathToFileURL(installed.resolve(name)));
  const plain = (found) => found.default?.default ?? found.default ?? found;
  const { TextlintKernel } = await load("@textlint/kernel");
  const kernel = new TextlintKernel();
  const rules = [];
  for (const name of RULES) rules.push({ ruleId: name, rule: plain(await load(`textlint-rule-${name}`)) });
  const plugin = plain(await load("@textlint/textlint-plugin-text"));
  const options = { ext: ".txt", plugins: [{ pluginId: "text", plugin }], rules };
  return (text) => kernel.lintText(text, options);
}

async function main() {
  let given = "";
  for await (const part of process.stdin) given += part;
  const { texts, warm } = JSON.parse(given);
  const writeGood = installed("write-good");
  console.log(JSON.stringify({
    "write-good": await timed(texts, warm, (text) => writeGood(text)),
    textlint: await timed(texts, warm, await textlint()),
  }));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
