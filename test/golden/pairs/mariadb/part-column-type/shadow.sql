CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `d` varchar(10) NOT NULL,
  PRIMARY KEY (`id`,`d`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 PARTITION BY RANGE  COLUMNS(`d`)
(PARTITION `p0` VALUES LESS THAN ('g') ENGINE = InnoDB)
