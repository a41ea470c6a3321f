export interface Note {
  readonly frequency: number;
  readonly start: number;
  readonly length: number;
}

export class Conductor {
  private audioContext = new AudioContext();
  private masterVolume: GainNode = this.createVolume();
  private notes: Note[] = [];

  load(notes: readonly Note[]): void {
    this.destroy();
    this.notes = [...notes];
  }

  play(): void {
    for (const note of this.notes) {
      const oscillator = this.audioContext.createOscillator();
      oscillator.frequency.value = note.frequency;
      oscillator.connect(this.masterVolume);
      oscillator.start(this.audioContext.currentTime + note.start);
      oscillator.stop(this.audioContext.currentTime + note.start + note.length);
    }
  }

  destroy(): void {
    this.audioContext = new AudioContext();
    this.masterVolume = this.createVolume();
    this.notes = [];
  }

  private createVolume(): GainNode {
    const volume = this.audioContext.createGain();
    volume.connect(this.audioContext.destination);
    return volume;
  }
}
