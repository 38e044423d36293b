import { Resvg } from "@resvg/resvg-js";
import type { ExportFormat } from "./export-format";
import { reportSvg } from "./svg";

/** Pixels a point of the figure becomes: sharp on a projector and in print. */
const ZOOM = 2;

/** The product's own font, so that the picture is the same on a server without any. */
const FONT_FOLDER = "node_modules/@expo-google-fonts/inter";
const FONT_FILES = [
  "400Regular/Inter_400Regular.ttf",
  "600SemiBold/Inter_600SemiBold.ttf",
  "700Bold/Inter_700Bold.ttf",
];

const font = {
  loadSystemFonts: false,
  fontFiles: FONT_FILES.map((file) => `${process.cwd()}/${FONT_FOLDER}/${file}`),
  defaultFontFamily: "Inter",
};

let lettersFound = false;

/** A missing font would leave every word out without an error: a picture of values without values. */
function assertLetters(): void {
  if (lettersFound) return;
  const probe = new Resvg(
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15" font-family="Inter">0</text></svg>',
    { font },
  );
  if (!probe.getBBox()) throw new Error(`No letters can be drawn: the fonts in ${FONT_FOLDER} are missing.`);
  lettersFound = true;
}

export const png: ExportFormat = {
  id: "png",
  mediaType: "image/png",
  extension: "png",
  label: "PNG",
  render: async (report) => {
    assertLetters();
    const picture = new Resvg(reportSvg(report), { font, fitTo: { mode: "zoom", value: ZOOM } });
    return new Uint8Array(picture.render().asPng());
  },
};
