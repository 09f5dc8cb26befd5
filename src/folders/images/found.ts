import type { LeftOut } from '../folder.ts';
import type { Offered } from './groups.ts';
import type { Header } from './header.ts';

/** An image that is kept. */
export interface Image extends Header {
  readonly path: string;
  readonly class: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a folder of images holds, and what follows from it. */
export interface Images {
  /** The folder, as the user named it. */
  readonly path: string;
  readonly bytes: number;
  readonly images: readonly Image[];
  readonly classes: readonly { readonly name: string; readonly images: number }[];
  /** Files that are not used, and why. */
  readonly left: readonly LeftOut[];
  readonly passedOver: readonly LeftOut[];
  /** What every image is brought to. */
  readonly form: { readonly height: number; readonly width: number; readonly channels: 1 | 3 };
  readonly split: {
    readonly by: 'class' | 'group' | 'official';
    /** What finds the test part, or the group, in a path. */
    readonly test?: string;
    readonly group?: string;
    readonly reasons: readonly string[];
  };
  /** Files that equal an earlier one. */
  readonly duplicates: number;
  readonly offered?: Offered;
  /** Of people or places, in words. */
  readonly personal: readonly string[];
  readonly warnings: readonly string[];
}
