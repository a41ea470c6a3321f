/** Pictures, sound, shaders, object URLs and databases of the browser, in the ways people write that. */

export async function thumbnail(file: File): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file);
  try {
    const canvas = new OffscreenCanvas(100, 100);
    const ctx = canvas.getContext("2d")!;
    ctx.drawImage(bitmap, 0, 0, 100, 100);
    return await canvas.convertToBlob();
  } finally {
    bitmap.close();
  }
}
export async function toImageData(blob: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const ctx = canvas.getContext("2d");
  if (!ctx) {
    bitmap.close();
    throw new Error("no context");
  }
  ctx.drawImage(bitmap, 0, 0);
  bitmap.close();
  return ctx.getImageData(0, 0, width, height);
}
export async function send(worker: Worker, blob: Blob): Promise<void> {
  const bitmap = await createImageBitmap(blob);
  worker.postMessage({ bitmap }, [bitmap]);
}
export async function encode(frames: AsyncIterable<VideoFrame>, onChunk: (c: EncodedVideoChunk) => void): Promise<void> {
  const encoder = new VideoEncoder({
    output: (c) => onChunk(c),
    error: (e) => {
      throw e;
    },
  });
  encoder.configure({ codec: "vp8", width: 640, height: 480 });
  try {
    for await (const frame of frames) {
      encoder.encode(frame);
      frame.close();
    }
    await encoder.flush();
  } finally {
    encoder.close();
  }
}
export class Decoder {
  private readonly decoder: VideoDecoder;
  private readonly frames: VideoFrame[] = [];
  constructor(private readonly onFrame: (f: VideoFrame) => void) {
    this.decoder = new VideoDecoder({
      output: (f) => {
        this.frames.push(f);
        this.flush();
      },
      error: console.error,
    });
  }
  private flush(): void {
    while (this.frames.length > 0) {
      const frame = this.frames.shift()!;
      try {
        this.onFrame(frame);
      } finally {
        frame.close();
      }
    }
  }
  close(): void {
    for (const f of this.frames) f.close();
    this.frames.length = 0;
    if (this.decoder.state !== "closed") this.decoder.close();
  }
}
export function transform(track: MediaStreamTrack): TransformStream<VideoFrame, VideoFrame> {
  void track;
  return new TransformStream({
    transform(frame, controller) {
      const copy = new VideoFrame(frame, { timestamp: frame.timestamp });
      frame.close();
      controller.enqueue(copy);
    },
  });
}
export async function snapshot(video: HTMLVideoElement): Promise<ImageBitmap> {
  return createImageBitmap(video);
}
export function frameOf(canvas: HTMLCanvasElement, t: number, encoder: VideoEncoder): void {
  const frame = new VideoFrame(canvas, { timestamp: t });
  encoder.encode(frame, { keyFrame: t % 1000 === 0 });
  frame.close();
}
export async function record(stream: MediaStream, ms: number): Promise<Blob> {
  const recorder = new MediaRecorder(stream);
  const chunks: Blob[] = [];
  recorder.ondataavailable = (e) => chunks.push(e.data);
  const stopped = new Promise((r) => (recorder.onstop = r));
  recorder.start();
  await new Promise((r) => setTimeout(r, ms));
  recorder.stop();
  await stopped;
  return new Blob(chunks);
}
export async function hasCamera(): Promise<boolean> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    stream.getTracks().forEach((t) => t.stop());
    return true;
  } catch {
    return false;
  }
}
export async function level(on: (v: number) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const context = new AudioContext();
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  source.connect(analyser);
  const data = new Uint8Array(analyser.frequencyBinCount);
  let frame = requestAnimationFrame(function tick() {
    analyser.getByteFrequencyData(data);
    on(Math.max(...data));
    frame = requestAnimationFrame(tick);
  });
  return () => {
    cancelAnimationFrame(frame);
    source.disconnect();
    for (const t of stream.getTracks()) t.stop();
    void context.close();
  };
}
let shared: AudioContext | undefined;
export function beep(): void {
  shared ??= new AudioContext();
  const o = shared.createOscillator();
  o.connect(shared.destination);
  o.start();
  o.stop(shared.currentTime + 0.1);
  o.onended = () => o.disconnect();
}
export async function decode(data: ArrayBuffer): Promise<AudioBuffer> {
  const context = new AudioContext();
  try {
    return await context.decodeAudioData(data);
  } finally {
    await context.close();
  }
}
export async function offline(buffer: AudioBuffer): Promise<AudioBuffer> {
  const context = new OfflineAudioContext(1, buffer.length, buffer.sampleRate);
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.connect(context.destination);
  source.start();
  return context.startRendering();
}
export function program(gl: WebGL2RenderingContext, vs: string, fs: string): WebGLProgram {
  const p = gl.createProgram()!;
  const shaders = [gl.VERTEX_SHADER, gl.FRAGMENT_SHADER].map((type, i) => {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, i === 0 ? vs : fs);
    gl.compileShader(shader);
    gl.attachShader(p, shader);
    return shader;
  });
  gl.linkProgram(p);
  shaders.forEach((s) => gl.deleteShader(s));
  if (!gl.getProgramParameter(p, gl.LINK_STATUS)) {
    const log = gl.getProgramInfoLog(p);
    gl.deleteProgram(p);
    throw new Error(log ?? "link");
  }
  return p;
}
function compile(gl: WebGLRenderingContext, type: number, source: string): WebGLShader {
  const shader = gl.createShader(type);
  if (!shader) throw new Error("shader");
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (gl.getShaderParameter(shader, gl.COMPILE_STATUS)) return shader;
  const log = gl.getShaderInfoLog(shader);
  gl.deleteShader(shader);
  throw new Error(log ?? "");
}
export function program2(gl: WebGLRenderingContext): WebGLProgram | null {
  const v = compile(gl, gl.VERTEX_SHADER, "");
  const f = compile(gl, gl.FRAGMENT_SHADER, "");
  const p = gl.createProgram();
  if (!p) return null;
  gl.attachShader(p, v);
  gl.attachShader(p, f);
  gl.linkProgram(p);
  return p;
}
export class Mesh {
  private readonly vbo: WebGLBuffer;
  private readonly vao: WebGLVertexArrayObject;
  constructor(
    private readonly gl: WebGL2RenderingContext,
    data: Float32Array,
  ) {
    this.vbo = gl.createBuffer()!;
    this.vao = gl.createVertexArray()!;
    gl.bindVertexArray(this.vao);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.vbo);
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
  }
  dispose(): void {
    this.gl.deleteBuffer(this.vbo);
    this.gl.deleteVertexArray(this.vao);
  }
}
export class Target {
  private fbo: WebGLFramebuffer | null = null;
  private tex: WebGLTexture | null = null;
  constructor(private readonly gl: WebGL2RenderingContext) {}
  resize(w: number, h: number): void {
    this.dispose();
    this.fbo = this.gl.createFramebuffer();
    this.tex = this.gl.createTexture();
    this.gl.bindTexture(this.gl.TEXTURE_2D, this.tex);
    this.gl.texImage2D(this.gl.TEXTURE_2D, 0, this.gl.RGBA, w, h, 0, this.gl.RGBA, this.gl.UNSIGNED_BYTE, null);
  }
  dispose(): void {
    if (this.fbo) this.gl.deleteFramebuffer(this.fbo);
    if (this.tex) this.gl.deleteTexture(this.tex);
    this.fbo = this.tex = null;
  }
}
export function load(file: File): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const url = URL.createObjectURL(file);
    const image = new Image();
    image.onload = () => {
      URL.revokeObjectURL(url);
      resolve(image);
    };
    image.onerror = () => {
      URL.revokeObjectURL(url);
      reject(new Error("bad"));
    };
    image.src = url;
  });
}
export async function load2(file: Blob): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const a = Object.assign(document.createElement("a"), { href: url, download: name });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
export function workerOf(code: string): Worker {
  const url = URL.createObjectURL(new Blob([code]));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  return worker;
}
export class Gallery {
  private readonly urls = new Map<string, string>();
  urlOf(name: string, blob: Blob): string {
    let url = this.urls.get(name);
    if (url === undefined) {
      url = URL.createObjectURL(blob);
      this.urls.set(name, url);
    }
    return url;
  }
  remove(name: string): void {
    const url = this.urls.get(name);
    if (url) URL.revokeObjectURL(url);
    this.urls.delete(name);
  }
  dispose(): void {
    for (const url of this.urls.values()) URL.revokeObjectURL(url);
    this.urls.clear();
  }
}
export function openDb(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("kv");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
let dbp: Promise<IDBDatabase> | undefined;
const db = () =>
  (dbp ??= openDb("app").then((d) => {
    d.onversionchange = () => {
      d.close();
      dbp = undefined;
    };
    return d;
  }));
export async function get(key: string): Promise<unknown> {
  const tx = (await db()).transaction("kv");
  return new Promise((resolve, reject) => {
    const r = tx.objectStore("kv").get(key);
    r.onsuccess = () => resolve(r.result);
    r.onerror = () => reject(r.error);
  });
}
export async function put(key: string, value: unknown): Promise<void> {
  const d = await openDb("x");
  try {
    const tx = d.transaction("kv", "readwrite");
    tx.objectStore("kv").put(value, key);
    await new Promise<void>((resolve, reject) => {
      tx.oncomplete = () => resolve();
      tx.onerror = () => reject(tx.error);
    });
  } finally {
    d.close();
  }
}
export async function all(): Promise<unknown[]> {
  const d = await db();
  return new Promise((resolve, reject) => {
    const out: unknown[] = [];
    const r = d.transaction("kv").objectStore("kv").openCursor();
    r.onsuccess = () => {
      const c = r.result;
      if (!c) return resolve(out);
      out.push(c.value);
      c.continue();
    };
    r.onerror = () => reject(r.error);
  });
}
export async function wake(): Promise<() => void> {
  let sentinel: WakeLockSentinel | null = await navigator.wakeLock.request("screen");
  const on = async () => {
    if (document.visibilityState === "visible") sentinel = await navigator.wakeLock.request("screen");
  };
  document.addEventListener("visibilitychange", on);
  return () => {
    document.removeEventListener("visibilitychange", on);
    void sentinel?.release();
    sentinel = null;
  };
}
export async function opfs(name: string, data: Uint8Array): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle(name, { create: true });
  const writable = await handle.createWritable();
  try {
    await writable.write(data as any);
    await writable.close();
  } catch (e) {
    await writable.abort();
    throw e;
  }
}
