/** Every model that Freehold ships, and the names they mention. */

import { childProcess } from "./node/child-process.ts";
import { crypto } from "./node/crypto.ts";
import { events } from "./node/events.ts";
import { fsPromises } from "./node/fs-promises.ts";
import { fs } from "./node/fs.ts";
import { http, http2, https } from "./node/http.ts";
import { dgram, net, tls } from "./node/net.ts";
import { readline } from "./node/readline.ts";
import { sqlite } from "./node/sqlite.ts";
import { streamPromises, streams } from "./node/streams.ts";
import { timerPromises, timers } from "./node/timers.ts";
import { workerThreads } from "./node/worker-threads.ts";
import { knex } from "./npm/knex.ts";
import { asyncMutex, properLockfile } from "./npm/locks.ts";
import { amqplib, kafkajs } from "./npm/messaging.ts";
import { mongodb } from "./npm/mongodb.ts";
import { mysql2, mysql2Promise } from "./npm/mysql2.ts";
import { pg } from "./npm/pg.ts";
import { playwright } from "./npm/playwright.ts";
import { puppeteer } from "./npm/puppeteer.ts";
import { ioredis, redis } from "./npm/redis.ts";
import { sharp } from "./npm/sharp.ts";
import { betterSqlite3, sqlite3 } from "./npm/sqlite.ts";
import { tfjs } from "./npm/tfjs.ts";
import { three } from "./npm/three.ts";
import { typeorm } from "./npm/typeorm.ts";
import { undici } from "./npm/undici.ts";
import { emscripten, wasmBindgen } from "./npm/webassembly.ts";
import type { Model } from "./schema.ts";
import { arrayBuffers } from "./web/array-buffers.ts";
import { fileSystem } from "./web/file-system.ts";
import { imageBitmap } from "./web/image-bitmap.ts";
import { idb, indexeddb } from "./web/indexeddb.ts";
import { locks } from "./web/locks.ts";
import { media } from "./web/media.ts";
import { messaging } from "./web/messaging.ts";
import { objectUrls } from "./web/object-urls.ts";
import { signalsAndObservers } from "./web/signals-and-observers.ts";
import { webStreams } from "./web/streams.ts";
import { webcodecs } from "./web/webcodecs.ts";
import { webgl } from "./web/webgl.ts";
import { webgpu } from "./web/webgpu.ts";

/** Each model's types are known by its first module; no two models may call a type of one module the same. */
export const allModels: readonly Model[] = [
  fs,
  fsPromises,
  streams,
  streamPromises,
  net,
  tls,
  dgram,
  http,
  https,
  http2,
  childProcess,
  workerThreads,
  timers,
  timerPromises,
  events,
  readline,
  crypto,
  sqlite,
  webStreams,
  webcodecs,
  imageBitmap,
  media,
  indexeddb,
  messaging,
  signalsAndObservers,
  objectUrls,
  arrayBuffers,
  webgpu,
  webgl,
  fileSystem,
  locks,
  pg,
  mysql2,
  mysql2Promise,
  mongodb,
  ioredis,
  redis,
  undici,
  puppeteer,
  playwright,
  betterSqlite3,
  sqlite3,
  asyncMutex,
  properLockfile,
  wasmBindgen,
  emscripten,
  typeorm,
  knex,
  tfjs,
  sharp,
  amqplib,
  kafkajs,
  three,
  idb,
];

/** The bare names of functions, methods and types: code that says none of them needs no questions. */
export function modelNames(models: readonly Model[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const model of models) {
    for (const [name, type] of Object.entries(model.types ?? {})) {
      for (const word of [name, ...type.release, ...(type.releasedBy ?? [])]) names.add(bareName(word));
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

/** `Pool.connect`, `new Pool` and `static Pool.of` say `connect`, `Pool` and `of`; `[Symbol.dispose]` says itself. */
function bareName(key: string): string {
  if (key.startsWith("[")) return key;
  return key.slice(Math.max(key.lastIndexOf("."), key.lastIndexOf(" ")) + 1);
}
