export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest whole size of the same shape within a box, never larger than the thing itself, never thinner than `least`. */
export function fitted(own: Size, box: Size, least = 1): Size {
  const scale = Math.min(1, box.width / own.width, box.height / own.height);
  const whole = (length: number, most: number) => Math.min(most, Math.max(least, Math.round(length * scale)));
  return { width: whole(own.width, box.width), height: whole(own.height, box.height) };
}
