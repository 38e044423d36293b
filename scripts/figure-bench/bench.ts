// The course figure against uPlot in one run of a real browser: `npm run bench:figure`. Ratios count; the machine
// decides the milliseconds.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { type CDPSession, chromium, type Page } from "@playwright/test";

const require = createRequire(import.meta.url);
// The bundler that tsx, which runs this file, brings with it.
const esbuild = createRequire(require.resolve("tsx/package.json"))("esbuild");

const HERE = new URL(".", import.meta.url).pathname;
const common = {
  bundle: true,
  minify: true,
  write: false,
  outdir: "/",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  logLevel: "error",
} as const;

async function bundled(entry: string, options: object): Promise<Map<string, string>> {
  const { outputFiles } = await esbuild.build({ ...common, entryPoints: [HERE + entry], ...options });
  return new Map(
    outputFiles.map((file: { path: string; text: string }) => [file.path.split(".").at(-1), file.text]),
  );
}

const server = await bundled("server.tsx", {
  platform: "node",
  format: "cjs",
  loader: { ".css": "empty" },
});
const browserSide = await bundled("browser.tsx", {
  format: "iife",
  // Next's links ask for it; its own bundler fills it in.
  banner: { js: 'globalThis.process = { env: { NODE_ENV: "production" } };' },
});
const made = { exports: {} as { page: (days: number) => { html: string; data: string; plain: string } } };
new Function("module", "exports", "require", server.get("js") ?? "")(made, made.exports, require);

const executablePath = execFileSync(process.execPath, ["scripts/browser.mjs"], { encoding: "utf8" }).trim();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });

/** Milliseconds the main thread was busy until nothing had happened for a while. */
async function busy(cdp: CDPSession, page: Page, work: () => Promise<unknown>): Promise<number> {
  const spent = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
  };
  const begin = await spent();
  await work();
  await page.waitForTimeout(700);
  return (await spent()) - begin;
}

async function fresh(days: number) {
  const { html, data } = made.exports.page(days);
  const page = await browser.newPage({ viewport: { width: 1120, height: 900 } });
  const theirs = '<div id="theirs" style="width:980px"></div>';
  page.on("pageerror", (error) => console.error(error));
  await page.setContent(
    `<style>${browserSide.get("css") ?? ""}</style><div id="ours" style="width:1080px">${html}</div>${theirs}`,
  );
  await page.addScriptTag({ content: `window.PACKED = ${data};` });
  await page.addScriptTag({ content: browserSide.get("js") ?? "" });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  await page.waitForTimeout(500);
  return { page, cdp };
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

type Pair = { readonly ours: number; readonly theirs: number };

/** Of a page that was just opened, code and all; one after the other, so that both meet the same machine. */
async function firstMount(days: number, times: number): Promise<Pair> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let n = 0; n < times; n += 1) {
    for (const [name, into] of [["mountOurs", ours] as const, ["mountUplot", theirs] as const]) {
      const { page, cdp } = await fresh(days);
      into.push(await busy(cdp, page, () => page.evaluate(`window.${name}()`)));
      await page.close();
    }
  }
  return { ours: median(ours), theirs: median(theirs) };
}

/** Of a page that has shown a patient and shows another: each mount of many, in turns. */
async function laterMount(days: number, rounds: number): Promise<Pair> {
  const { page, cdp } = await fresh(days);
  const EACH = 5;
  const run = (name: string) => busy(cdp, page, () => page.evaluate(`window.${name}(${EACH})`));
  await run("againOurs");
  await run("againUplot");
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    ours.push((await run("againOurs")) / EACH);
    theirs.push((await run("againUplot")) / EACH);
  }
  await page.close();
  return { ours: median(ours), theirs: median(theirs) };
}

/** The focus line over the figure: what a move costs, how long a frame was, and whether a chart was drawn again. */
async function moving(days: number) {
  const { page, cdp } = await fresh(days);
  await busy(cdp, page, () => page.evaluate("window.mountOurs()"));
  await page.evaluate(`
    window.redrawn = 0;
    for (const chart of document.querySelectorAll(".recharts-wrapper"))
      new MutationObserver((changes) => { window.redrawn += changes.length; })
        .observe(chart, { subtree: true, childList: true, attributes: true });
    window.frames = [];
    let last = performance.now();
    const tick = (now) => { window.frames.push(now - last); last = now; requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  `);
  const focus = page.locator(".d29-focus");
  const box = await focus.boundingBox();
  if (box === null) throw new Error("there is no focus layer");
  const MOVES = 120;
  const idle = await busy(cdp, page, () => page.waitForTimeout(MOVES * 16));
  const spent = await busy(cdp, page, async () => {
    for (let n = 0; n < MOVES; n += 1) {
      await page.mouse.move(box.x + (box.width * (n + 0.5)) / MOVES, box.y + 200);
      await page.waitForTimeout(16);
    }
  });
  const redrawn = await page.evaluate<number>("window.redrawn");
  const said = await focus.getAttribute("aria-valuetext");
  await page.close();
  return { move: Math.max(spent - idle, 0) / MOVES, redrawn, said };
}

const size = (text: string) => `${Math.round(gzipSync(text).length / 1024)} KB gzipped`;
const show = (ms: number) => `${ms.toFixed(1)} ms`;
const ratioOf = ({ ours, theirs }: Pair) => ours / theirs;
const compare = (pair: Pair) =>
  `ours ${show(pair.ours)}, uPlot ${show(pair.theirs)}, ratio ${ratioOf(pair).toFixed(2)}`;
let ratio = 0;
for (const days of [500, 5000]) {
  const { html, data, plain } = made.exports.page(days);
  const first = await firstMount(days, days === 500 ? 5 : 3);
  const later = await laterMount(days, 5);
  const { move, redrawn, said } = await moving(days);
  if (days === 500) ratio = ratioOf(later);
  console.log(`${days} counts in each of five panels`);
  console.log(
    `  first paint, from the server  ${size(html)}; its data ${size(data)}, unpacked ${size(plain)}`,
  );
  console.log(`  the first mount of a page: ${compare(first)}`);
  console.log(`  every mount after it:      ${compare(later)}`);
  console.log(`  a move of the focus line: ${show(move)} of main thread; changes inside a chart: ${redrawn}`);
  console.log(`  last said: ${said?.slice(0, 70)}…`);
}
await browser.close();
console.log(ratio <= 2 ? "At most twice uPlot." : "More than twice uPlot.");
process.exitCode = ratio <= 2 ? 0 : 1;
