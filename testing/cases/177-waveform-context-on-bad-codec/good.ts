export async function waveform(url: string, cancelled: () => boolean): Promise<Float32Array | null> {
  const context = new AudioContext();
  try {
    const response = await fetch(url);
    const audio = await context.decodeAudioData(await response.arrayBuffer());
    return cancelled() ? null : audio.getChannelData(0).slice();
  } catch (error) {
    console.error("cannot decode", url, error);
    return null;
  } finally {
    await context.close();
  }
}
