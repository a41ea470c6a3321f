class GlCanvas {
  private readonly texture: WebGLTexture;
  private readonly vertices: WebGLBuffer;
  constructor(private readonly gl: WebGLRenderingContext, readonly filter: string) {
    this.texture = gl.createTexture();
    this.vertices = gl.createBuffer();
  }
  paint(frame: Uint8Array): void {
    this.gl.bindTexture(this.gl.TEXTURE_2D, this.texture);
    this.gl.texImage2D(this.gl.TEXTURE_2D, 0, this.gl.RGBA, 1024, 1024, 0, this.gl.RGBA, this.gl.UNSIGNED_BYTE, frame);
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.vertices);
    this.gl.drawArrays(this.gl.TRIANGLE_STRIP, 0, 4);
  }
  dispose(): void {
    this.gl.deleteTexture(this.texture);
    this.gl.deleteBuffer(this.vertices);
  }
}

export class Display {
  private canvas: GlCanvas;
  constructor(private readonly gl: WebGLRenderingContext) {
    this.canvas = new GlCanvas(gl, "rgb");
  }
  swap(filter: string): void {
    if (this.canvas.filter === filter) return;
    const before = this.canvas;
    this.canvas = new GlCanvas(this.gl, filter);
    before.dispose();
  }
  paint(frame: Uint8Array): void {
    this.canvas.paint(frame);
  }
  stop(): void {
    this.canvas.dispose();
  }
}
