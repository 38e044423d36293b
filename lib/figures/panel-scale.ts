import { scaleLinear, scaleLog, scaleSymlog } from "d3-scale";
import type { FigurePanel, PanelScale } from "./course-model";

export interface ScaleChoice {
  readonly scale: PanelScale;
  readonly symlogConstant: number | null;
  readonly domain: readonly [number, number];
  readonly ticks: readonly { readonly y: number; readonly label: string }[];
}

/**
 * The scale that holds every drawn value and limit. A logarithmic panel with a zero in it becomes symlog:
 * zero is drawn, on its own tick.
 */
export function chooseScale(
  wanted: "linear" | "log",
  span: readonly [number, number],
  values: readonly number[],
): ScaleChoice {
  return wanted === "linear" ? linearScale(span, values) : logScale(span, values);
}

function linearScale(span: readonly [number, number], values: readonly number[]): ScaleChoice {
  const low = Math.min(span[0], ...values);
  const high = Math.max(span[1], ...values);
  const stretched = low < span[0] || high > span[1];
  const scale = scaleLinear().domain([low, high]);
  if (stretched) scale.nice(4);
  const ticks = scale.ticks(3);
  const thin = ticks.length > 4 ? ticks.filter((_, index) => index % 2 === 0) : ticks;
  const [from = low, to = high] = scale.domain();
  return { scale: "linear", symlogConstant: null, domain: [from, to], ticks: labelled(thin) };
}

/** Six decades below its usual span a value lies at zero; each further one would be a tick, and 5e-324 has no decade at all. */
const NEGLIGIBLE = 1e-6;

function logScale(span: readonly [number, number], values: readonly number[]): ScaleChoice {
  const least = span[0] * NEGLIGIBLE;
  const positive = [...span, ...values].filter((value) => value > 0 && value >= least);
  const low = 10 ** Math.floor(Math.log10(Math.min(...positive)) + 1e-9);
  const high = roundUp(Math.max(...positive));
  const decades: number[] = [];
  for (let power = Math.round(Math.log10(low)); 10 ** power <= high * 1.0001; power++)
    decades.push(10 ** power);
  const zero = values.some((value) => value <= 0 || value < least);
  return {
    scale: zero ? "symlog" : "log",
    // log1p(9) is one decade: 0 lies as far below the lowest decade as that lies below the next.
    symlogConstant: zero ? low / 9 : null,
    domain: [zero ? 0 : low, high],
    ticks: labelled(zero ? [0, ...decades] : decades),
  };
}

/** The next 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const step = [1, 2, 5, 10].find((times) => times * decade >= value * (1 - 1e-9)) ?? 10;
  return step * decade;
}

function labelled(ticks: readonly number[]) {
  return ticks.map((tick) => {
    const y = Number(tick.toPrecision(6));
    return { y, label: String(y) };
  });
}

/** From value to pixels; `bottom` belongs to the low end. */
export function panelScale(panel: Pick<FigurePanel, "scale" | "symlogConstant" | "domain">) {
  const [low, high] = panel.domain;
  if (panel.scale === "log") return scaleLog().domain([low, high]).clamp(true);
  if (panel.scale === "symlog") {
    return scaleSymlog()
      .constant(panel.symlogConstant ?? 1)
      .domain([low, high])
      .clamp(true);
  }
  return scaleLinear().domain([low, high]).clamp(true);
}
