/** Every model that Freehold ships, and the names they mention. */

import { fsPromises } from "./node/fs-promises.ts";
import { pg } from "./npm/pg.ts";
import type { Model } from "./schema.ts";
import { imageBitmap } from "./web/image-bitmap.ts";
import { webStreams } from "./web/streams.ts";

export const allModels: readonly Model[] = [fsPromises, webStreams, imageBitmap, pg];

/** The bare names of functions, methods and types: code that says none of them needs no questions. */
export function modelNames(models: readonly Model[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const model of models) {
    for (const [name, type] of Object.entries(model.types ?? {})) {
      for (const word of [name, ...type.release, ...(type.releasedBy ?? [])]) names.add(word);
    }
    for (const key of Object.keys(model.functions ?? {})) names.add(bareName(key));
    for (const shape of model.shapes ?? []) for (const name of shape.names) names.add(name);
  }
  return names;
}

/** The members by which shapes tell a type; the front end has to ask types about these. */
export function modelMembers(models: readonly Model[]): ReadonlySet<string> {
  return new Set(models.flatMap((model) => model.shapes ?? []).flatMap((shape) => shape.members));
}

/** `Pool.connect`, `new Pool` and `static Pool.of` say `connect`, `Pool` and `of`. */
function bareName(key: string): string {
  return key.slice(Math.max(key.lastIndexOf("."), key.lastIndexOf(" ")) + 1);
}
