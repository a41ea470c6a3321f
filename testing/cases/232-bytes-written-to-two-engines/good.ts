interface Reply {
  readonly id: number;
  readonly codec?: string;
}

export class Engine {
  private next = 0;
  constructor(private readonly worker: Worker) {}

  writeFile(name: string, data: Uint8Array<ArrayBuffer>): Promise<Reply> {
    return this.send({ type: "write", name, data }, [data.buffer]);
  }

  probe(name: string): Promise<Reply> {
    return this.send({ type: "probe", name });
  }

  private send(message: object, transfer: Transferable[] = []): Promise<Reply> {
    const id = this.next++;
    return new Promise((resolve) => {
      this.worker.addEventListener("message", (event: MessageEvent<Reply>) => resolve(event.data), { once: true });
      this.worker.postMessage({ id, ...message }, transfer);
    });
  }
}

export async function transcode(single: Engine, threaded: Engine, file: Blob): Promise<Engine> {
  await single.writeFile("input", new Uint8Array(await file.arrayBuffer()));
  const { codec } = await single.probe("input");
  if (codec === "hevc") return single;
  await threaded.writeFile("input", new Uint8Array(await file.arrayBuffer()));
  return threaded;
}
