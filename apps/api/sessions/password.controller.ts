// A password of one's own, by the one-time code that an administrator handed over.
import { SignIn } from '#application';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersNothing, Operation, Refuses } from '../http/answers';
import { Unkeyed } from '../http/idempotency';
import { Public } from '../http/route-policy';
import { passwordRequest, type PasswordRequest } from './person-shapes';

@ApiTags('people')
@Public()
@Controller('api/v1/me/password')
export class PasswordController {
  constructor(private readonly signIn: SignIn) {}

  @Post()
  @Unkeyed('the one-time code is used up by it')
  @Operation('setPassword', 'Set a password by a one-time code')
  @AnswersNothing()
  @Refuses('sign-in-failed', 'code-waits', 'password-easy')
  set(@Body({ schema: passwordRequest }) { code, password }: PasswordRequest): Promise<void> {
    return this.signIn.setPassword(code, password);
  }
}
