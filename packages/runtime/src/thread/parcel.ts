/**
 * Values on their way between a pool and a worker. Most are bytes, which lie in shared memory; what no bytes can hold, a port or a stream, goes
 * by the worker's port. Everything crosses as it does in `spawn`.
 */

import { NotSendError } from "../internal/errors.ts";
import { readSnapshot, withSnapshot } from "../internal/snapshot.ts";
import { decode, depart, discard, encode, type Encoded, type Message } from "../internal/wire.ts";
import { send } from "./mail.ts";
import { portPair, type Port } from "./platform.ts";

export type Parcel = BytesParcel | MailParcel;

export interface BytesParcel {
  /** `plain`: the values themselves as a snapshot; `message`: what `encode` made of them. */
  readonly kind: "plain" | "message";
  readonly bytes: Uint8Array;
}

export interface MailParcel extends Encoded {
  readonly kind: "mail";
  /** Where the message waits already, once what is moved has left. */
  readonly waitsIn: Port | undefined;
}

/** Gives the values to `use` as a parcel, whose bytes live as long as the call. Throws `NotSendError` before anything has moved. */
export function pack<R>(values: readonly unknown[], name: string, use: (parcel: Parcel) => R): R {
  if (values.every(isPlain)) return withSnapshot(values, name, (bytes) => use({ kind: "plain", bytes }));
  const encoded = encode(values, name);
  const bytes = encoded.transfer.length === 0 ? bytesOf(encoded.message) : undefined;
  if (bytes === undefined) return use({ kind: "mail", ...encoded, waitsIn: undefined });
  depart(encoded);
  return use({ kind: "message", bytes });
}

/** The same parcel for later. What it moves leaves this thread now. */
export function keep(parcel: Parcel): Parcel {
  if (parcel.kind !== "mail") return { kind: parcel.kind, bytes: parcel.bytes.slice() };
  const [ours, waitsIn] = portPair();
  send(ours, parcel);
  depart(parcel);
  return { ...parcel, waitsIn };
}

export function post(port: Port, parcel: MailParcel): void {
  if (parcel.waitsIn !== undefined) return port.postMessage(parcel.waitsIn, [parcel.waitsIn]);
  send(port, parcel);
  depart(parcel);
}

/** The values again. Each parcel is unpacked, or thrown away, exactly once. */
export function unpack({ kind, bytes }: BytesParcel): readonly unknown[] {
  const content = readSnapshot(bytes);
  return (kind === "plain" ? content : decode(content as Message)) as readonly unknown[];
}

/** Drops the handles that are in it. */
export function throwAway(parcel: Parcel): void {
  if (parcel.kind === "mail") discard(parcel.message);
  else if (parcel.kind === "message") discard(readSnapshot(parcel.bytes) as Message);
}

/** `undefined` for what only the engine itself can clone: shared buffers, blobs. */
export function bytesOf(message: Message): Uint8Array | undefined {
  try {
    return withSnapshot(message, "message", (bytes) => bytes.slice());
  } catch (error) {
    if (error instanceof NotSendError) return undefined;
    throw error;
  }
}

function isPlain(value: unknown): boolean {
  return value === null || (typeof value !== "object" && typeof value !== "function" && typeof value !== "symbol");
}
