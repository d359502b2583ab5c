CREATE TABLE `shop`.`shadow` (
  `id` int(11) NOT NULL,
  `b` binary(4) DEFAULT 'abcd',
  `bt` bit(8) DEFAULT b'101',
  `y` year(4) DEFAULT NULL,
  `cs` char(3) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
