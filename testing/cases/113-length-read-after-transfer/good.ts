export async function upload(worker: Worker, file: File, log: (line: string) => void): Promise<void> {
  const buffer = await file.arrayBuffer();
  const size = buffer.byteLength;
  worker.postMessage({ kind: "file", name: file.name, buffer }, [buffer]);
  log(`sent ${file.name}, ${size} bytes`);
}
