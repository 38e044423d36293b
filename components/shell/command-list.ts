import { type PageCommand, pageCommands, pageLinks } from "./page-commands";
import { preferenceNow, setPreference } from "./preferences";

export interface Command {
  readonly id: string;
  readonly group: "On this page" | "Pages" | "Screen";
  readonly label: string;
  readonly key: string | null;
  readonly run: () => void;
}

const THEMES = { system: "as the system", light: "light", dark: "dark" } as const;

/** Everything that can be done from here besides opening a patient. */
export function commandsHere(press: (control: HTMLElement) => void, onKeys: () => void): readonly Command[] {
  const as =
    (group: Command["group"]) =>
    ({ label, key, control }: PageCommand, place: number): Command => ({
      id: `${group} ${place}`.replaceAll(" ", "-"),
      group,
      label,
      key,
      run: () => press(control),
    });
  const theme = preferenceNow("theme");
  const themes = (Object.keys(THEMES) as (keyof typeof THEMES)[]).filter((one) => one !== theme);
  return [
    ...pageCommands().map(as("On this page")),
    ...pageLinks().map(as("Pages")),
    ...themes.map((one) => ({
      id: `theme-${one}`,
      group: "Screen" as const,
      label: `Theme: ${THEMES[one]}`,
      key: null,
      run: () => setPreference("theme", one),
    })),
    { id: "keys", group: "Screen", label: "Keys on this page", key: "?", run: onKeys },
  ];
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Every word that was typed begins some word of the command. */
export function matching(commands: readonly Command[], typed: string): readonly Command[] {
  const asked = plain(typed).split(/\s+/).filter(Boolean);
  return commands.filter(({ label }) => {
    const words = plain(label).split(/[^\p{L}\p{N}]+/u);
    return asked.every((one) => words.some((word) => word.startsWith(one)));
  });
}
