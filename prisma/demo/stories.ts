import { STORIES_OF_DISEASE } from "./stories-of-disease";
import { STORIES_OF_REMISSION } from "./stories-of-remission";
import { STORIES_OF_THE_WINDOW } from "./stories-of-the-window";
import { STORIES_OF_VALUES } from "./stories-of-values";
import type { Story } from "./story";

/** Every invented patient of the demo. */
export const STORIES: readonly Story[] = [
  ...STORIES_OF_REMISSION,
  ...STORIES_OF_DISEASE,
  ...STORIES_OF_THE_WINDOW,
  ...STORIES_OF_VALUES,
];
