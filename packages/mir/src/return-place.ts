/** Where a body puts what it returns: its first local. */

import type { LocalId } from "./body.ts";

export const returnPlace = 0 as LocalId;
