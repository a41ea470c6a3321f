export async function chooseSpeaker(context: AudioContext & { setSinkId(id: string): Promise<void> }): Promise<string[]> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  stream.getTracks().forEach((track) => track.stop());
  const devices = await navigator.mediaDevices.enumerateDevices();
  const speakers = devices.filter((device) => device.kind === "audiooutput");
  const first = speakers[0];
  if (first !== undefined) await context.setSinkId(first.deviceId);
  return speakers.map((device) => device.label);
}
