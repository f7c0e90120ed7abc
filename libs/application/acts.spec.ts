// No class of the room is forgotten in the one list, and none stands in it that nobody may ask for.
import { INJECTABLE_WATERMARK } from '@nestjs/common/constants';
import { ACT_CLASSES } from './acts';
import * as application from './index';

it('names every injectable class that the room exports, once', () => {
  const exported = Object.values(application).filter(
    (thing) => typeof thing === 'function' && Reflect.hasMetadata(INJECTABLE_WATERMARK, thing),
  );
  const names = (classes: readonly unknown[]) => classes.map((each) => (each as { readonly name: string }).name).sort();
  expect(names(ACT_CLASSES)).toEqual(names(exported));
});
