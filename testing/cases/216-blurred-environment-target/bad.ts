interface Texture {
  dispose(): void;
}
declare class WebGLRenderTarget {
  readonly texture: Texture;
  dispose(): void;
}
interface WebGLRenderer {
  readRenderTargetPixels(target: WebGLRenderTarget, x: number, y: number, width: number, height: number, into: Uint8Array): void;
}
declare class PMREMGenerator {
  constructor(renderer: WebGLRenderer);
  fromEquirectangular(texture: Texture): WebGLRenderTarget;
  dispose(): void;
}
declare class FullScreenQuad {
  render(renderer: WebGLRenderer, source: Texture): void;
  dispose(): void;
}

export class BlurredEnvironment {
  private readonly generator: PMREMGenerator;
  private readonly quad = new FullScreenQuad();

  constructor(private readonly renderer: WebGLRenderer) {
    this.generator = new PMREMGenerator(renderer);
  }

  generate(texture: Texture, width: number, height: number): Uint8Array {
    const blurred = this.generator.fromEquirectangular(texture);
    this.quad.render(this.renderer, blurred.texture);
    const pixels = new Uint8Array(width * height * 4);
    this.renderer.readRenderTargetPixels(blurred, 0, 0, width, height, pixels);
    return pixels;
  }

  dispose(): void {
    this.generator.dispose();
    this.quad.dispose();
  }
}
