"""The demo's waiting lists: three in line at one workplace, one first where a place is free."""

from citizens.access import citizens_visible_to
from jobcenter.clock import today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer
from placements.actions import waiting as acts
from placements.models import Place, Waiting

WHY = (
    "Vil gerne arbejde med mennesker og bor tæt på.",
    "Har prøvet faget før og savner kolleger.",
    "Kan cykle derhen og begynde tidligt.",
)


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Fill one jobcentre, once."""
    if jobcentre.code != "0901" or Waiting.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    actor = Viewer.of(people["nora"])
    citizens = list(citizens_visible_to(actor).filter(state="active").order_by("-id")[:4])
    ours = Place.objects.open().filter(jobcentre_id=jobcentre.pk)
    free = ours.free_on(today()).order_by("-id").first()
    full = ours.exclude(pk__in=ours.free_on(today()).values("pk")).order_by("-id").first()
    if free is None or full is None or len(citizens) < 4:
        return
    for citizen, why in zip(citizens[:3], WHY, strict=True):
        acts.put_on_list(citizen, full, actor=actor, why=why, anywhere=citizen is citizens[0])
    row = acts.put_on_list(citizens[3], free, actor=actor, why=WHY[0])
    last = Waiting.objects.filter(jobcentre_id=jobcentre.pk).exclude(pk=row.pk).latest("id")
    acts.move_up(
        last, actor=Viewer.of(people["tine"]), reason="Kan begynde samme uge, de andre senere",
        version=1,
    )  # fmt: skip
