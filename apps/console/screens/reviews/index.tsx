// "Xem lại": what one person put on air alone, signed by another.
import { View } from '../../parts/view';
import { SCREENS } from '../../parts/words';
import { ReviewList } from './review-list';
import { useReviews } from './review-acts';

const text = SCREENS.reviews;

export default function Reviews() {
  const reviews = useReviews();
  return (
    <div className="reviews">
      <h1>{text.title}</h1>
      <p className="muted">{text.what}</p>
      <View asked={reviews} isEmpty={(all) => all.length === 0} empty={text.nothing}>
        {(all) => <ReviewList reviews={all} />}
      </View>
    </div>
  );
}
