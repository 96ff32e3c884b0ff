-- Points that had paid come back to their customer: what was redeemed may be below zero.

alter table loyalty_movement drop constraint loyalty_movement_redeemed_check;
