// What one person put on air alone, looked at afterwards by another.
import { Reviews } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { pageQuery, presentPage, type PageQuery } from '../http/paging';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { review, reviews, reviewSignature, type ReviewSignature } from './review-shapes';

@ApiTags('emergencies')
@SignedIn()
@Controller('api/v1')
export class ReviewsController {
  constructor(private readonly reviews: Reviews) {}

  @Get('communes/:id/reviews')
  @Operation('listReviews', 'What was put on air by one person alone, newest first')
  @Answers(reviews)
  @Refuses('not-found', 'not-allowed')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    return presentPage(await this.reviews.list(actor, communeId, query));
  }

  @Post('reviews/:id/signature')
  @Operation('signReview', 'Sign whether it was in order; another person than the one who did it')
  @Answers(review)
  @Refuses('not-found', 'not-allowed', 'review-self', 'review-signed')
  sign(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: reviewSignature }) { verdict, note }: ReviewSignature,
  ) {
    return this.reviews.sign(actor, id, verdict, note);
  }
}
