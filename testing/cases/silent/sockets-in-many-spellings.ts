/** Sockets are opened, opened again and closed, in the ways people write that. */

export class Reconnecting {
  private ws: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private attempts = 0;
  private closed = false;
  constructor(private readonly url: string) {
    this.connect();
  }
  private connect(): void {
    this.ws = new WebSocket(this.url);
    this.ws.onopen = () => {
      this.attempts = 0;
    };
    this.ws.onclose = () => {
      if (!this.closed) this.reconnect();
    };
    this.ws.onerror = () => this.ws?.close();
  }
  private reconnect(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), Math.min(1000 * 2 ** this.attempts++, 30_000));
  }
  send(m: string): void {
    if (this.ws?.readyState === WebSocket.OPEN) this.ws.send(m);
  }
  close(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    this.ws?.close();
    this.ws = null;
  }
}
export function connect(url: string, signal: AbortSignal): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const ws = new WebSocket(url);
    const abort = () => {
      ws.close();
      reject(signal.reason);
    };
    signal.addEventListener("abort", abort, { once: true });
    ws.addEventListener(
      "open",
      () => {
        signal.removeEventListener("abort", abort);
        resolve(ws);
      },
      { once: true },
    );
    ws.addEventListener(
      "error",
      () => {
        signal.removeEventListener("abort", abort);
        reject(new Error("x"));
      },
      { once: true },
    );
  });
}
export function subscribe(url: string, onData: (d: unknown) => void): () => void {
  let ws: WebSocket;
  let stopped = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  function open(): void {
    ws = new WebSocket(url);
    ws.onmessage = (e) => onData(JSON.parse(e.data));
    ws.onclose = () => {
      if (!stopped) retry = setTimeout(open, 1000);
    };
  }
  open();
  return () => {
    stopped = true;
    clearTimeout(retry);
    ws.close();
  };
}
export class Rpc {
  private nextId = 0;
  private readonly pending = new Map<
    number,
    { resolve: (v: unknown) => void; reject: (e: Error) => void; timer: ReturnType<typeof setTimeout> }
  >();
  constructor(private readonly ws: WebSocket) {
    ws.addEventListener("message", this.onMessage);
    ws.addEventListener("close", this.onClose);
  }
  call(method: string, params: unknown): Promise<unknown> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.pending.delete(id);
        reject(new Error("timeout"));
      }, 1000);
      this.pending.set(id, { resolve, reject, timer });
      this.ws.send(JSON.stringify({ id, method, params }));
    });
  }
  private onMessage = (e: MessageEvent) => {
    const { id, result } = JSON.parse(e.data);
    const p = this.pending.get(id);
    if (!p) return;
    this.pending.delete(id);
    clearTimeout(p.timer);
    p.resolve(result);
  };
  private onClose = () => {
    for (const p of this.pending.values()) {
      clearTimeout(p.timer);
      p.reject(new Error("closed"));
    }
    this.pending.clear();
  };
  dispose(): void {
    this.ws.removeEventListener("message", this.onMessage);
    this.ws.removeEventListener("close", this.onClose);
    this.ws.close();
    this.onClose();
  }
}
export function stream(url: string, on: (m: string) => void): () => void {
  const source = new EventSource(url);
  source.onmessage = (e) => on(e.data);
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) console.log("closed");
  };
  return () => source.close();
}
export async function* messages(ws: WebSocket): AsyncGenerator<string> {
  const queue: string[] = [];
  let wake: (() => void) | undefined;
  const onMessage = (e: MessageEvent) => {
    queue.push(e.data);
    wake?.();
  };
  ws.addEventListener("message", onMessage);
  try {
    while (ws.readyState === WebSocket.OPEN) {
      while (queue.length > 0) yield queue.shift()!;
      await new Promise<void>((r) => (wake = r));
    }
  } finally {
    ws.removeEventListener("message", onMessage);
    ws.close();
  }
}
export function broadcast(name: string): { post(m: unknown): void; close(): void } {
  const channel = new BroadcastChannel(name);
  return { post: (m) => channel.postMessage(m), close: () => channel.close() };
}
export async function peer(offer: RTCSessionDescriptionInit): Promise<RTCPeerConnection> {
  const pc = new RTCPeerConnection();
  try {
    await pc.setRemoteDescription(offer);
    await pc.setLocalDescription(await pc.createAnswer());
    return pc;
  } catch (e) {
    pc.close();
    throw e;
  }
}
export class Call {
  private pc: RTCPeerConnection | null = null;
  private local: MediaStream | null = null;
  async start(): Promise<void> {
    this.hangUp();
    this.local = await navigator.mediaDevices.getUserMedia({ audio: true });
    this.pc = new RTCPeerConnection();
    for (const t of this.local.getTracks()) this.pc.addTrack(t, this.local);
  }
  hangUp(): void {
    this.pc?.close();
    this.pc = null;
    this.local?.getTracks().forEach((t) => t.stop());
    this.local = null;
  }
}
