/** Hears what comes by a port, in order, whoever asks for it: a task that can wait, or a thread that is blocked. */

import { refused, type Encoded, type Message } from "../internal/wire.ts";
import { listen, platform, type Port } from "./platform.ts";

export interface Mail {
  readonly port: Port;
  readonly arrived: Message[];
  readonly waiting: ((message: Message) => void)[];
}

export function openMail(port: Port): Mail {
  const mail: Mail = { port, arrived: [], waiting: [] };
  listen(port, (data) => deliver(mail, data as Message | Port));
  return mail;
}

/** Posts the message in its envelope. Throws `NotSendError` when what is to move cannot; then everything is as before. */
export function send(port: Port, encoded: Encoded, envelope: unknown = encoded.message): void {
  try {
    port.postMessage(envelope, encoded.transfer);
  } catch (error) {
    throw refused(encoded, error);
  }
}

/** What has arrived; `undefined` where only the event loop brings it. */
export function receiveNow({ port, arrived }: Mail): Message | undefined {
  const first = arrived.shift();
  if (first !== undefined) return first;
  const { receiveNow: take } = platform();
  const data = take?.(port)?.data as Message | Port | undefined;
  return data !== undefined && isPort(data) ? (take?.(data)?.data as Message | undefined) : data;
}

export async function receive(mail: Mail): Promise<Message> {
  return receiveNow(mail) ?? new Promise((resolve) => void mail.waiting.push(resolve));
}

function deliver(mail: Mail, data: Message | Port): void {
  if (isPort(data)) return listen(data, (message) => deliver(mail, message as Message));
  const resolve = mail.waiting.shift();
  if (resolve === undefined) mail.arrived.push(data);
  else resolve(data);
}

/** A message that has waited in a port of its own. */
function isPort(data: Message | Port): data is Port {
  return "postMessage" in data;
}
