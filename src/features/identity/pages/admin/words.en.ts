export const words = { x: 'x' };
