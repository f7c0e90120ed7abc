// Roles, given and taken by place.
import { Roles } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { heldGrant, roleWish, type RoleWishBody } from './people-shapes';

@ApiTags('people')
@SignedIn()
@Controller('api/v1')
export class RolesController {
  constructor(private readonly roles: Roles) {}

  @Post('people/:id/grants')
  @Operation('grantRole', 'Give a person a role in the commune or in one village')
  @Answers(heldGrant, 201)
  @Refuses('not-found', 'not-allowed', 'own-account', 'wrong-state')
  grant(@CurrentActor() actor: Actor, @Param('id') personId: string, @Body({ schema: roleWish }) wish: RoleWishBody) {
    return this.roles.grant(actor, personId, wish);
  }

  @Delete('grants/:id')
  @Operation('revokeRole', 'Take a role back')
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed', 'last-admin')
  revoke(@CurrentActor() actor: Actor, @Param('id') grantId: string): Promise<void> {
    return this.roles.revoke(actor, grantId);
  }
}
