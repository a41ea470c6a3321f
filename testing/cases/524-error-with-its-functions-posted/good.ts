interface EmscriptenFsError extends Error {
  errno: number;
  setErrno(errno: number): void;
}
interface Core {
  exec(...args: string[]): number;
  writeFile(path: string, data: Uint8Array): void;
}
type Message =
  | { readonly id: number; readonly type: "exec"; readonly args: string[] }
  | { readonly id: number; readonly type: "write"; readonly path: string; readonly data: Uint8Array };
declare const core: Core;
declare const self: {
  onmessage: ((event: MessageEvent<Message>) => void) | null;
  postMessage(message: unknown, transfer?: Transferable[]): void;
};

function run(message: Message): number {
  if (message.type === "exec") return core.exec(...message.args);
  core.writeFile(message.path, message.data);
  return 0;
}

self.onmessage = ({ data }): void => {
  try {
    self.postMessage({ id: data.id, type: data.type, data: run(data) });
  } catch (error) {
    const failure = error as EmscriptenFsError;
    self.postMessage({ id: data.id, type: "error", data: { errno: failure.errno, message: String(failure) } });
  }
};
