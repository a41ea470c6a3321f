/** A resource that is handed to `resolve`, or to a callback, belongs to whoever waits for it. */

import { open, type FileHandle } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";

export function dial(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port);
    socket.once("connect", () => resolve(socket));
    socket.once("error", (error) => {
      socket.destroy();
      reject(error);
    });
  });
}

export function openThen(path: string, done: (error: unknown, file?: FileHandle) => void): void {
  open(path).then((file) => done(null, file), done);
}

export function ready(file: string): Promise<Worker> {
  return new Promise<Worker>((resolve, reject) => {
    const worker = new Worker(file);
    worker.once("online", () => resolve(worker));
    worker.once("error", reject);
  });
}

export function opened(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("notes");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
