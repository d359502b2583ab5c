CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `d` date NOT NULL,
  PRIMARY KEY (`id`,`d`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 PARTITION BY RANGE (to_days(`d`))
(PARTITION `p0` VALUES LESS THAN (734000) ENGINE = InnoDB)
