export function send(worker: Worker, samples: number[]): number {
  const view = new Float32Array(samples);
  worker.postMessage({ buffer: view.buffer }, [view.buffer]);
  return view.reduce((sum, sample) => sum + sample, 0) / samples.length;
}
