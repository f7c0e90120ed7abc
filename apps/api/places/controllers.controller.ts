// Poles as those keep them who look after them.
import { Controllers } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { ExpectedRevision, NeedsIfMatch } from '../http/if-match';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { controllerChange, editedController, named, type ControllerChangeBody, type NamedBody } from './place-shapes';

@ApiTags('places')
@SignedIn()
@Controller('api/v1')
export class ControllersController {
  constructor(private readonly controllers: Controllers) {}

  @Post('zones/:id/controllers')
  @Operation('createController', 'Put up a pole; it takes part in what is booked from now on')
  @Answers(editedController, 201)
  @Refuses('not-found', 'not-allowed', 'name-taken')
  create(@CurrentActor() actor: Actor, @Param('id') zoneId: string, @Body({ schema: named }) { name }: NamedBody) {
    return this.controllers.create(actor, zoneId, name);
  }

  @Patch('controllers/:id')
  @NeedsIfMatch()
  @Operation(
    'changeController',
    'Rename a pole, set its volume, or move it: it leaves what was approved for its old zone and joins nothing unasked',
  )
  @Answers(editedController)
  @Refuses('not-found', 'not-allowed', 'if-match-required', 'edited-meanwhile', 'name-taken')
  change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @ExpectedRevision() revision: number,
    @Body({ schema: controllerChange }) change: ControllerChangeBody,
  ) {
    return this.controllers.change(actor, id, revision, change);
  }

  @Delete('controllers/:id')
  @Operation('retireController', 'Take a pole down; its box is retired with it, its past stays')
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed')
  retire(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.controllers.retire(actor, id);
  }
}
