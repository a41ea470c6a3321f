/** Every model that Freehold ships, and the names they mention. */

import { deno } from "./deno.ts";
import { freeholdThreads } from "./freehold-threads.ts";
import { freehold } from "./freehold.ts";
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
import { nodePty, serialPort } from "./npm/devices.ts";
import { expoSqlite } from "./npm/expo-sqlite.ts";
import { basicFtp, sftpClient, ssh2 } from "./npm/file-transfer.ts";
import { genericPool } from "./npm/generic-pool.ts";
import { knex } from "./npm/knex.ts";
import { level } from "./npm/level.ts";
import { asyncMutex, properLockfile, redlock } from "./npm/locks.ts";
import { imapflow, nodemailer } from "./npm/mail.ts";
import { amqplib, kafkajs, mqtt } from "./npm/messaging.ts";
import { mobx } from "./npm/mobx.ts";
import { mongodb } from "./npm/mongodb.ts";
import { mssql } from "./npm/mssql.ts";
import { mysql2, mysql2Promise } from "./npm/mysql2.ts";
import { neo4j } from "./npm/neo4j.ts";
import { onnxruntime } from "./npm/onnxruntime.ts";
import { oracledb } from "./npm/oracledb.ts";
import { pdfjs } from "./npm/pdfjs.ts";
import { pg } from "./npm/pg.ts";
import { playwright } from "./npm/playwright.ts";
import { postgres } from "./npm/postgres.ts";
import { puppeteer } from "./npm/puppeteer.ts";
import { quickjs } from "./npm/quickjs.ts";
import { ioredis, redis } from "./npm/redis.ts";
import { babylon, pixi } from "./npm/scenes.ts";
import { cassandra, grpc, nats, openTelemetry, prisma } from "./npm/services.ts";
import { rxjs } from "./npm/rxjs.ts";
import { sharp } from "./npm/sharp.ts";
import { betterSqlite3, sqlite3 } from "./npm/sqlite.ts";
import { tmp, tmpPromise } from "./npm/temporary-files.ts";
import { tfjs } from "./npm/tfjs.ts";
import { theia } from "./npm/theia.ts";
import { three } from "./npm/three.ts";
import { treeSitter } from "./npm/tree-sitter.ts";
import { typeorm } from "./npm/typeorm.ts";
import { undici } from "./npm/undici.ts";
import { embind, emscripten, opencv, wasmBindgen } from "./npm/webassembly.ts";
import type { FunctionModel, Model } from "./schema.ts";
import { arrayBuffers } from "./web/array-buffers.ts";
import { devices } from "./web/devices.ts";
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
  freehold,
  freeholdThreads,
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
  mobx,
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
  redlock,
  wasmBindgen,
  embind,
  opencv,
  emscripten,
  typeorm,
  knex,
  tfjs,
  theia,
  rxjs,
  sharp,
  genericPool,
  amqplib,
  kafkajs,
  mqtt,
  three,
  idb,
  oracledb,
  mssql,
  neo4j,
  postgres,
  level,
  expoSqlite,
  quickjs,
  pdfjs,
  imapflow,
  nodemailer,
  basicFtp,
  sftpClient,
  ssh2,
  tmp,
  tmpPromise,
  cassandra,
  grpc,
  nats,
  openTelemetry,
  prisma,
  nodePty,
  serialPort,
  onnxruntime,
  treeSitter,
  babylon,
  pixi,
  devices,
  deno,
];

/** The bare names that one model speaks of, by what a call of them may mean. Code that says none of them needs no questions. */
export interface ModelNames {
  readonly modules: readonly string[];
  /** Names by which it knows its types and functions wherever they were copied to; `undefined`: it knows them by their members alone. */
  readonly copies: readonly string[] | undefined;
  /** What hands out something owned, and the classes that are. */
  readonly acquiring: readonly string[];
  /** What ends or takes something owned. */
  readonly ending: readonly string[];
  /** What only matters for a value that is owned already: it keeps it, lends it, leads to it. */
  readonly touching: readonly string[];
  /** What sends values to another thread, whatever they are. */
  readonly sending: readonly string[];
  /** What takes a lock. */
  readonly locking: readonly string[];
}

export function modelNames(models: readonly Model[]): readonly ModelNames[] {
  return models.map((model) => {
    const functions = Object.entries(model.functions ?? {});
    const types = Object.entries(model.types ?? {});
    const shapes = model.shapes ?? [];
    const named = shapes.flatMap(({ names }) => names);
    const namesWhere = (is: (known: FunctionModel) => boolean): string[] =>
      functions.filter(([, known]) => is(known)).map(([key]) => bareName(key));
    return {
      modules: model.modules,
      copies: shapes.length > 0 && named.length === 0 ? undefined : [...named, ...namesWhere(({ anywhere }) => anywhere === true)],
      acquiring: [...types.map(([name]) => bareName(name)), ...named, ...namesWhere(acquires)],
      ending: [
        ...types.flatMap(([, type]) => [...type.release, ...(type.releasedBy ?? []), ...(type.endedBy ?? [])].map(bareName)),
        ...namesWhere(ends),
      ],
      touching: namesWhere((known) => !acquires(known) && !ends(known)),
      sending: namesWhere(({ sends }) => sends !== undefined),
      // What is global is known by its path.
      locking: model.modules.includes("global") ? [] : namesWhere(({ locks }) => locks !== undefined),
    };
  });
}

/** Or its own result matters, whoever is asked for it. */
function acquires({ result, callback, takes = {}, seldomNothing }: FunctionModel): boolean {
  return result?.kind === "fresh" || callback !== undefined || seldomNothing === true || Object.values(takes).includes("acquires");
}

function ends({ takes = {}, endsViews }: FunctionModel): boolean {
  const effects = Object.values(takes);
  return endsViews === true || effects.includes("releases") || effects.includes("moves") || effects.includes("transfers");
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
