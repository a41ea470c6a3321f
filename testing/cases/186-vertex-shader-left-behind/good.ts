export function link(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram | null {
  const vert = gl.createShader(gl.VERTEX_SHADER)!;
  const frag = gl.createShader(gl.FRAGMENT_SHADER)!;
  try {
    gl.shaderSource(vert, vertex);
    gl.compileShader(vert);
    gl.shaderSource(frag, fragment);
    gl.compileShader(frag);
    if (!gl.getShaderParameter(frag, gl.COMPILE_STATUS)) {
      console.error(gl.getShaderInfoLog(frag));
      return null;
    }
    const program = gl.createProgram();
    gl.attachShader(program, vert);
    gl.attachShader(program, frag);
    gl.linkProgram(program);
    return program;
  } finally {
    gl.deleteShader(vert);
    gl.deleteShader(frag);
  }
}
