import { z } from "zod";

// The content policy forbids code made from text; left to itself zod tries whether it may, and every try is reported.
z.config({ jitless: true });

export { z };
