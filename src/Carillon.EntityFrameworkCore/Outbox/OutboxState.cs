namespace Carillon.EntityFrameworkCore.Outbox;

internal enum OutboxState
{
    Pending = 0,
    Sent = 1,
    Dropped = 2,
    Failed = 3,
    Held = 4,
}
