interface DownloadContext {
  readonly gl: WebGL2RenderingContext;
  readonly framebuffer: WebGLFramebuffer;
}
declare function poll(ready: () => boolean): Promise<void>;

function createBufferFromOutputTexture(gl: WebGL2RenderingContext, rows: number, columns: number): WebGLBuffer {
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
  gl.bufferData(gl.PIXEL_PACK_BUFFER, 4 * 4 * rows * columns, gl.STREAM_READ);
  gl.readPixels(0, 0, columns, rows, gl.RGBA, gl.FLOAT, 0);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  return buffer;
}

function downloadFloat32MatrixFromBuffer(gl: WebGL2RenderingContext, buffer: WebGLBuffer, size: number): Float32Array {
  const values = new Float32Array(size);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
  gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, values);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  return values;
}

export async function read(context: DownloadContext, texture: WebGLTexture, rows: number, columns: number): Promise<Float32Array> {
  const { gl } = context;
  gl.bindFramebuffer(gl.FRAMEBUFFER, context.framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  const buffer = createBufferFromOutputTexture(gl, rows, columns);
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (fence !== null) await poll(() => gl.clientWaitSync(fence, 0, 0) === gl.CONDITION_SATISFIED);
  return downloadFloat32MatrixFromBuffer(gl, buffer, rows * columns * 4);
}
