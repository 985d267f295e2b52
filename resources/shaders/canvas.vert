// Places one picture on the canvas. All places are device pixels from the upper left corner.
attribute vec2 corner;   // of the unit square
uniform vec4 clip;       // x, y, width, height of the part that is painted
uniform vec4 target;     // x, y, width, height of the whole picture
uniform vec2 canvas;     // width, height
#ifdef TILT
uniform mat3 back;       // from the canvas to the picture, which lies askew
varying vec3 tilted;     // in the picture, before the division by its last number
#else
varying vec2 place;      // in the picture, 0 to 1 from its upper left
#endif

void main() {
    vec2 at = clip.xy + corner * clip.zw;
#ifdef TILT
    tilted = back * vec3(at, 1.0);
#else
    place = (at - target.xy) / target.zw;
#endif
    vec2 unit = at / canvas * 2.0 - 1.0;
    gl_Position = vec4(unit.x, -unit.y, 0.0, 1.0);
}
