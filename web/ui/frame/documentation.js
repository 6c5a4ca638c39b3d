// A page of the documentation, made by the build: the frame is all that moves.
// @ts-check
import { bindFrame } from './frame.js';

bindFrame();
